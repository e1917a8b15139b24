document.getElementById("print").addEventListener("click", () => window.print());
for (const button of document.querySelectorAll("button.copy")) {
  button.addEventListener("click", async () => {
    // Without https, browsers offer no clipboard: a field that is selected does as well.
    const field = document.createElement("textarea");
    field.value = button.dataset.link;
    document.body.append(field);
    field.select();
    if (document.execCommand("copy")) button.textContent = button.dataset.done;
    field.remove();
  });
}
