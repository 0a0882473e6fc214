/** What every browser has and jsdom lacks. The page itself asks for none of it in another way. */

const noQuery = (media: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    matches: false,
    media,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

window.matchMedia ??= noQuery;
window.scrollTo = () => undefined;
HTMLMediaElement.prototype.load = () => undefined;
document.execCommand ??= () => true;
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.getAnimations ??= () => [];
HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true;
};
/** All is in view. */
window.IntersectionObserver ??= class implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly #see: () => void;
  constructor(see: IntersectionObserverCallback) {
    this.#see = () => see([{ isIntersecting: true } as IntersectionObserverEntry], this); // nothing else of it is read
  }
  observe(): void {
    queueMicrotask(this.#see);
  }
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
};
window.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

// The server runs in this process too, and what Node makes must be what the code means by these names, not jsdom's own.
Object.assign(globalThis, { Uint8Array: Object.getPrototypeOf(Buffer), ArrayBuffer: Buffer.from('node').buffer.constructor });

// that of jsdom is the time of day, that of browsers counts as `performance.now` does
Object.defineProperty(Event.prototype, 'timeStamp', { get: () => performance.now() });
