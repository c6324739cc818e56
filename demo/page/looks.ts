/** The choice of colours and direction, for this page and as long as it is open. */
export function watchLooks(form: HTMLFormElement): void {
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "scheme") document.documentElement.dataset.scheme = target.value;
    else document.documentElement.dir = target.checked ? "rtl" : "ltr";
  });
}
