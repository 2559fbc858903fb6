// Selects the full link when it is focused, and copies it when the button is pressed.

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    // Without https, pages have no access to the clipboard; the old command may still work.
    text.focus();
    text.select();
    return document.execCommand("copy");
  }
}

export default function ({ data, parentElement }) {
  const [text, button, status] = ["textarea", "button", "span"].map((tag) => parentElement.querySelector(`.so-copy ${tag}`));
  text.onfocus = () => text.select();
  button.onclick = async () => {
    status.textContent = (await copied(text)) ? "✓ Copied" : "Not copied. The link is marked: copy it by hand.";
  };
  if (text.value !== data.link) {
    text.value = data.link;
    status.textContent = "";
  }
}
