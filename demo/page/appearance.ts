/** Applies the selected colour scheme and direction. The choice is not stored. */
export function applyAppearance(form: HTMLFormElement): void {
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "scheme") document.documentElement.dataset.scheme = target.value;
    else document.documentElement.dir = target.checked ? "rtl" : "ltr";
  });
}
