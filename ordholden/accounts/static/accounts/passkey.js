// Passkeys: asks the device, puts its answer into a form, and sends that. Everything it needs
// stands in attributes of the form:
//   data-passkey="get" | "create", data-options (JSON) or data-options-from (an address)
// and the button names its form in data-form.
(() => {
  "use strict";

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  }

  async function create(form, options) {
    const wanted = JSON.parse(JSON.stringify(options.creation_options));
    const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
    const choice = wanted.publicKey.authenticatorSelection;
    choice.residentKey = alone ? "required" : "discouraged";
    choice.requireResidentKey = alone;
    if (alone) choice.userVerification = "required";
    return window.webauthnJSON.create(wanted);
  }

  async function ask(form) {
    const problem = document.querySelector("[data-problem]");
    if (problem) problem.hidden = true;
    try {
      const options = await optionsOf(form);
      const answer = form.dataset.passkey === "create"
        ? await create(form, options)
        : await window.webauthnJSON.get(options.request_options);
      form.querySelector("[name=credential]").value = JSON.stringify(answer);
      form.submit();
    } catch {
      if (problem) {
        problem.hidden = false;
        problem.focus();
      }
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-form]");
    const form = button && document.getElementById(button.dataset.form);
    if (form?.dataset.passkey) ask(form);
  });
})();
