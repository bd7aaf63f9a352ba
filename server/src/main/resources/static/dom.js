// Building blocks of the page. Text only ever enters through textContent, so that nothing from outside becomes markup.

/** An element with attributes and children; a child is a node, or a text. */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === 'onclick') {
      made.addEventListener('click', value);
    } else if (value !== false && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  for (const child of children.flat()) {
    if (child instanceof Node) {
      made.append(child);
    } else if (child !== undefined && child !== null) {
      made.append(document.createTextNode(String(child)));
    }
  }
  return made;
}

/** A table; the columns named in numbers are set to the right. */
export function table(head, rows, numbers) {
  const cell = (tag, value, i) => element(tag, {class: numbers.includes(i) ? 'number' : undefined}, value);
  return element('div', {class: 'wide'}, element('table', {},
      element('thead', {}, element('tr', {}, head.map((text, i) => cell('th', text, i)))),
      element('tbody', {}, rows.map(row => element('tr', {}, row.map((value, i) => cell('td', value, i)))))));
}

/** Puts the parts in the place of what is there, and leaves open what the reader had opened. */
export function show(place, ...parts) {
  const open = new Set([...place.querySelectorAll('details[open]')].map(one => one.dataset.key));
  place.replaceChildren(...parts.flat().filter(part => part));
  for (const one of place.querySelectorAll('details')) {
    one.open = open.has(one.dataset.key);
  }
}

const THREE_PLACES = new Intl.NumberFormat('en',
    {minimumFractionDigits: 3, maximumFractionDigits: 3, useGrouping: false, roundingMode: 'halfEven'});

/** Credits, which arrive as exact decimal texts, to three places, rounded as in an account. */
export function credits(text) {
  return THREE_PLACES.format(text);
}

/** The same with a sign, and coloured if negative. */
export function signed(text) {
  const amount = Number(text);
  return element('span', {class: amount < 0 ? 'negative' : undefined},
      (amount > 0 ? '+' : '') + credits(text));
}

export function time(instant) {
  return instant ? new Date(instant).toLocaleString() : 'never';
}
