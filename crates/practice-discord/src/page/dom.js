// Building DOM nodes. Text from elsewhere only ever becomes a text node, never markup.

export function el(name, props, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value == null || value === false) continue;
    if (key === "on") {
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    } else if (key === "dataset") {
      Object.assign(node.dataset, value);
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** Dispatches an event to whatever on the page listens for it. */
export function tell(node, type, detail) {
  node.dispatchEvent(new CustomEvent(`page:${type}`, { bubbles: true, detail }));
}

export function heard(type, listener) {
  document.addEventListener(`page:${type}`, (event) => listener(event.detail, event.target));
}

/** The URL if it is safe to follow; everything else (javascript:, data:) is refused. */
export function safeUrl(text) {
  try {
    const url = new URL(text, location.href);
    return ["http:", "https:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** Images are shown from this server only: the page fetches nothing from elsewhere. */
export function ownUrl(text) {
  const url = text && safeUrl(text);
  return url && url.origin === location.origin ? url.href : null;
}
