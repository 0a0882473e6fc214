/** Path under which this page and its API are served, with a slash at both ends; the server writes it into the document (`PUBLIC_URL` may have a path). */
export const base: string = document.documentElement.dataset['base'] ?? '/';
