// The API, called with the session of the sign-in page.

export async function get(path) {
  return answer(await fetch('/api/v1/' + path, {headers: {Accept: 'application/json'}}));
}

export async function post(path, body) {
  return answer(await fetch('/api/v1/' + path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrf()},
    body: JSON.stringify(body),
  }));
}

export async function del(path) {
  return answer(await fetch('/api/v1/' + path, {method: 'DELETE', headers: {'X-XSRF-TOKEN': csrf()}}));
}

/** A file's text, for the API to keep as it is. */
export async function put(path, text) {
  return answer(await fetch('/api/v1/' + path, {
    method: 'PUT',
    headers: {'Content-Type': 'application/octet-stream', 'X-XSRF-TOKEN': csrf()},
    body: new TextEncoder().encode(text),
  }));
}

/** A file that is text. */
export async function text(path) {
  const response = await fetch('/api/v1/' + path);
  return response.ok ? response.text() : answer(response);
}

/** What proves that a request comes from this page. */
export function csrf() {
  return document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';
}

async function answer(response) {
  if (response.status === 401) {
    location.assign('/sign-in');
  }
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.error);
  }
  return body;
}
