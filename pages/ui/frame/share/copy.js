// The link in full, to read and to mark by hand, and a button that copies it.

function build(root) {
  const label = document.createElement("label");
  label.textContent = "The full link";
  const text = document.createElement("textarea");
  text.readOnly = true;
  text.rows = 3;
  text.spellcheck = false;
  text.addEventListener("focus", () => text.select());
  label.append(text);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy the link";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    status.textContent = (await copied(text)) ? "✓ Copied" : "Not copied. The link is marked: copy it by hand.";
  });
  root.replaceChildren(label, button, status);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    // Without https, browsers have no clipboard for pages; the old way may still work.
    text.focus();
    text.select();
    return document.execCommand("copy");
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".so-copy");
  if (!root.firstChild) build(root);
  const text = root.querySelector("textarea");
  if (text.value !== data.link) {
    text.value = data.link;
    root.querySelector("[role=status]").textContent = "";
  }
}
