// The idle lock. After some minutes without a key or click the page leaves the document, and only this script
// holds it, until the person has proved again who they are. The server locks the session in the same moment.
// The same cover comes when the session has ended; before a form is sent the page asks whether it would arrive.
(function () {
  "use strict";

  var body = document.body, screen = document.getElementById("lock-screen");
  if (!body.dataset.idle || !screen) { return; }
  var limit = Number(body.dataset.idle) * 60, state = body.dataset.lock, held = null, title = "", timer = 0;
  var active = 0, told = Date.now(), focused = null, passed = null, asking = false;
  // What was refused is filled in again by the server.
  var typed = Boolean(document.getElementById("error-summary")), accounts = state.replace(/lock\/$/, "");

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

  // Why it is covered: "locked", "ended" (signed out), or "other" (somebody else, or another organisation).
  function cover(why) {
    if (!held) {
      title = document.title;
      focused = document.activeElement;
      held = document.createDocumentFragment();
      while (body.firstChild) { held.appendChild(body.firstChild); }
      document.title = "";
      body.appendChild(screen.content.cloneNode(true));
      body.querySelector("[data-unlock]").addEventListener("submit", unlock);
    } else if (body.dataset.covered === why) { return; }
    body.dataset.covered = why;
    body.querySelectorAll("[data-when]").forEach(function (panel) { panel.hidden = panel.dataset.when !== why; });
    body.querySelector('[data-when="' + why + '"]').querySelector("input, a, button").focus();
  }

  function uncover() {
    if (!held) { return; }
    body.replaceChildren(held);
    document.title = title;
    held = null;
    delete body.dataset.covered;
    if (focused) { focused.focus(); }
    active = told = Date.now();
    watch(limit);
  }

  // A new sign-in brings a new token: every form of the page gets it.
  function renew(value) {
    (held || document).querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = value; });
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
  // Whoever is not signed in, or has no seat any more, is sent elsewhere; any other answer is none.
  function ask() {
    return fetch(state, { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      if (answer.ok) { return answer.json(); }
      if (answer.type === "opaqueredirect" || answer.status === 404) { return { left: 0, who: "" }; }
      throw new Error("no answer");
    });
  }

  // What the answer means for this page; returns whether its own person is there and may go on.
  function heed(found) {
    if (found.who && found.who !== body.dataset.who) {
      if (typed) { cover("other"); } else { window.location.replace("/"); }
      return false;
    }
    if (!found.left) { cover(found.who ? "locked" : "ended"); return false; }
    renew(found.token);
    if (held) { uncover(); } else { watch(found.left); }
    return true;
  }

  function check() {
    return ask().then(heed, function () { cover(body.dataset.covered || "locked"); });
  }

  function note(form, text) {
    var place = form.querySelector("[data-unsent]");
    if (!place) {
      place = document.createElement("p");
      place.className = "notice notice-warning";
      place.setAttribute("role", "alert");
      place.dataset.unsent = "";
      form.appendChild(place);
    }
    place.textContent = text;
  }

  // A form that would arrive after the session has ended, or in another's, is not sent: what was typed stays in
  // it. It goes with the token of today, because a new sign-in has made the page's own worthless.
  function guard(event) {
    var form = event.target, button = event.submitter;
    var action = (button && button.getAttribute("formaction")) || form.getAttribute("action") || "";
    var isPost = (form.getAttribute("method") || "get").toLowerCase() === "post";
    if (held || !isPost || form === passed) { return; }
    if (new URL(action, window.location).pathname.indexOf(accounts) === 0) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) { return; }
    asking = true;
    ask().then(function (found) {
      if (!heed(found)) { note(form, "This was not sent: you were signed out meanwhile, or the page was locked. Send it again."); return; }
      passed = form;
      form.requestSubmit(button);
      passed = null;
    }, function () {
      note(form, "No connection: this was not sent. What you typed is still here, send it again in a moment.");
    }).finally(function () { asking = false; });
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
    var locked = function () { cover("locked"); };
    if (event.target.closest("[data-lock-now]")) { send({ lock: "1" }).then(locked, locked); }
    if (event.target.closest("[data-look-again]")) { check(); }
  });
  document.addEventListener("submit", guard, true);
  document.addEventListener("input", function () { typed = typed || !held; });
  // A draft that is not taken tells the same: signed out, locked, or a new sign-in.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 403) { check(); }
  });
  window.addEventListener("focus", function () { if (held) { check(); } });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { check(); } });
  document.querySelectorAll("[data-lock-now]").forEach(function (button) { button.hidden = false; });
  watch(limit);
})();
