// The idle lock. After some minutes without a key or click the page leaves the document, and only this script
// holds it, until the person has proved again who they are. The server locks the session in the same moment.
(function () {
  "use strict";

  var body = document.body, screen = document.getElementById("lock-screen");
  if (!body.dataset.idle || !screen) { return; }
  var limit = Number(body.dataset.idle) * 60, state = body.dataset.lock, held = null, title = "", timer = 0;
  var active = 0, told = Date.now();

  function token() {
    var field = (held || document).querySelector("[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }

  function send(values) {
    var data = new FormData();
    data.append("csrfmiddlewaretoken", token());
    Object.keys(values).forEach(function (name) { data.append(name, values[name]); });
    return fetch(state, { method: "POST", body: data, credentials: "same-origin" });
  }

  function cover() {
    if (held) { return; }
    title = document.title;
    held = document.createDocumentFragment();
    while (body.firstChild) { held.appendChild(body.firstChild); }
    document.title = "";
    body.appendChild(screen.content.cloneNode(true));
    body.querySelector("[data-unlock]").addEventListener("submit", unlock);
    body.querySelector("input").focus();
  }

  function uncover() {
    if (!held) { return; }
    body.replaceChildren(held);
    document.title = title;
    held = null;
    active = told = Date.now();
    watch(limit);
  }

  // A new sign-in brings a new token: every form of the page gets it.
  function renew(value) {
    held.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = value; });
  }

  function unlock(event) {
    event.preventDefault();
    var form = event.target, problem = form.querySelector("[data-unlock-error]"), data = new FormData(form);
    data.append("csrfmiddlewaretoken", token());
    problem.textContent = "";
    fetch(form.action, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" })
      .then(check)
      .then(function () {
        if (!held) { return; }
        problem.textContent = "This is not your password, or there is no connection. Another way leads to the sign-in page.";
        form.reset();
      });
  }

  // How long does it hold? Asking does not prolong it; other windows of the same person do.
  function check() {
    return fetch(state, { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      return answer.ok ? answer.json() : { left: 0, who: "" };
    }).then(function (found) {
      if (found.who && found.who !== body.dataset.who) { window.location.replace("/"); return; }
      if (!found.left) { cover(); return; }
      if (held && found.token) { renew(found.token); }
      if (held) { uncover(); } else { watch(found.left); }
    }, function () { cover(); });
  }

  function watch(seconds) {
    window.clearTimeout(timer);
    timer = window.setTimeout(due, seconds * 1000 + 500);
  }

  function due() {
    if (Date.now() - active < limit * 1000) { watch(limit - (Date.now() - active) / 1000); return; }
    check();
  }

  // Somebody types: the server hears of it once a minute, or it would lock a long text away.
  function stir() {
    active = Date.now();
    if (!held && active - told > 60000) { told = active; send({ awake: "1" }); }
  }

  ["keydown", "pointerdown"].forEach(function (kind) {
    document.addEventListener(kind, stir, { passive: true, capture: true });
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { check(); } });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-lock-now]")) { send({ lock: "1" }).then(cover, cover); }
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { check(); } });
  document.querySelectorAll("[data-lock-now]").forEach(function (button) { button.hidden = false; });
  watch(limit);
})();
