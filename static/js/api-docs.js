// The page on which the interface can be tried: requests go to this host only and carry the token of the page.
const place = document.getElementById("swagger-ui");
const token = document.querySelector('meta[name="csrf-token"]').content;

SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: false,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (!["GET", "HEAD", undefined].includes(request.method)) {
      request.headers["X-CSRFToken"] = token;
    }
    return request;
  },
});
