const form = document.querySelector("form"), rows = [...document.querySelectorAll("#findings tbody tr")], count = document.querySelector("#count");
form.hidden = false;
function filter() {
  const words = form.words.value.toLowerCase(), kind = form.kind.value, where = form.where.value;
  let shown = 0;
  for (const row of rows) {
    const cells = row.cells, fits = (!kind || cells[0].textContent === kind) && (!where || cells[1].textContent === where)
      && row.textContent.toLowerCase().includes(words);
    row.hidden = !fits;
    shown += fits;
  }
  count.textContent = shown + " of " + rows.length + " findings shown";
}
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
filter();
