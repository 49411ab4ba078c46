// Conveniences only: every page works without this file.
(function () {
  "use strict";

  // Leave: hide the page at once, sign out in the background, replace history so that Back shows nothing.
  function leave(link) {
    document.documentElement.classList.add("has-left");
    document.title = "";
    var signOut = document.querySelector("form[data-sign-out]");
    if (signOut && navigator.sendBeacon) {
      navigator.sendBeacon(signOut.action, new FormData(signOut));
    }
    window.location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var exit = event.target.closest("[data-quick-exit]");
    if (exit) {
      event.preventDefault();
      leave(exit);
      return;
    }
    var asks = event.target.closest("[data-confirm]");
    if (asks && asks.tagName !== "FORM" && !window.confirm(asks.dataset.confirm)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  // Escape closes a menu; Shift three times within two seconds leaves, as with the button.
  var shifts = [];
  document.addEventListener("keyup", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
    if (event.key !== "Shift") { shifts = []; return; }
    shifts = shifts.concat(event.timeStamp).slice(-3);
    var exit = document.querySelector("[data-quick-exit]");
    if (exit && shifts.length === 3 && shifts[2] - shifts[0] < 2000) { leave(exit); }
  });

  // A form marked data-once is sent once; the mark goes when the page comes back from the history.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
      event.preventDefault();
      return;
    }
    if (!form.hasAttribute("data-once")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.documentElement.classList.remove("has-left");
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // A draft that could not be sent stays in the form: say so, and try again when the line is back.
  var unsent = null;
  document.addEventListener("htmx:sendError", function (event) {
    if (!event.target.matches("[data-draft]")) { return; }
    unsent = event.target;
    unsent.textContent = "No connection: what you wrote is still here and is kept as soon as the line is back.";
  });
  window.addEventListener("online", function () {
    var field = unsent && unsent.closest("form").querySelector("textarea, input:not([type=hidden])");
    unsent = null;
    if (field) { field.dispatchEvent(new Event("change", { bubbles: true })); }
  });

  // What was shared does not stay on the screen when it is shared no more.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.target.matches("[data-while-open]") && event.detail.xhr.status === 404) { window.location.reload(); }
  });

  // After a refused form the reader starts at the summary of what to mend.
  var summary = document.getElementById("error-summary");
  if (summary) { summary.focus(); }
})();
