import type { Page } from 'playwright-core';

/**
 * What of the page as it stands cannot be used for its place or size: controls that are smaller than 24 × 24 px and no links in text, stand out of the
 * window, or lie over each other, words that are cut off, and whatever makes the page wider than its window.
 */
export const fitFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const name = (element: Element): string => element.outerHTML.slice(0, 120);
    /** what is to be seen of a box, beside what scrolls or hides it */
    const seen = (element: Element): DOMRect => {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let outer = element.parentElement; outer !== null && outer !== document.body; outer = outer.parentElement) {
        if (getComputedStyle(outer).overflow === 'visible') continue;
        const box = outer.getBoundingClientRect();
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    const within = [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=menu]')].at(-1) ?? document;
    const controls = [
      ...within.querySelectorAll('a[href], button, select, textarea, input, [role=switch], [role=menuitem], [role=option], [role=tab]'),
    ]
      .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((control) => ({ control, box: seen(control) }))
      .filter(({ box }) => box.width > 1 && box.height > 1);

    /** its size is that of the line it stands in */
    const inText = (control: Element): boolean =>
      control.matches('a') && control.parentElement?.textContent?.trim() !== control.textContent?.trim();
    const small = controls.filter(({ control }) => {
      const { width, height } = control.getBoundingClientRect();
      return !inText(control) && (width < 24 || height < 24);
    });
    const outside = controls.filter(({ box }) => box.left < -0.5 || box.right > innerWidth + 0.5);
    const holds = (outer: DOMRect, inner: DOMRect): boolean =>
      outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom;
    /** over the rest for a while: suggestions, and what stays in view as one scrolls */
    const floats = (control: Element | null): boolean =>
      control !== null &&
      (control.matches('[role=listbox]') || getComputedStyle(control).position === 'sticky' || floats(control.parentElement));
    // the box of a link in a text that goes over two lines holds other words too
    const lying = controls.filter(({ control }) => !floats(control) && getComputedStyle(control).display !== 'inline');
    const overlapping = lying.flatMap(({ control, box }, at) =>
      lying
        .slice(at + 1)
        .filter(({ control: other, box: its }) => {
          if (control.contains(other) || other.contains(control) || holds(box, its) || holds(its, box)) return false;
          const width = Math.min(box.right, its.right) - Math.max(box.left, its.left);
          const height = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
          return width > 1 && height > 1;
        })
        .map(({ control: other }) => `lies over another: ${name(control)} and ${name(other)}`),
    );
    const cut = [...within.querySelectorAll('button, a, label, h1, h2, h3, h4, p, td, th, legend')].filter((element) => {
      const { overflowX, textOverflow, clipPath, position } = getComputedStyle(element);
      const hides = overflowX === 'hidden' || overflowX === 'clip';
      return (
        hides &&
        textOverflow !== 'ellipsis' &&
        clipPath === 'none' &&
        position !== 'absolute' &&
        element.scrollWidth > element.clientWidth + 1
      );
    });
    const { scrollWidth } = document.documentElement;
    return [
      ...small.map(({ control }) => `too small: ${name(control)}`),
      ...outside.map(({ control }) => `out of the window: ${name(control)}`),
      ...overlapping,
      ...cut.map((element) => `cut off: ${name(element)}`),
      ...(scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide`] : []),
    ];
  });

/** What moves for longer than a moment although less motion is wished for. */
export const motionFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const longest = (times: string): number =>
      Math.max(...times.split(',').map((time) => Number.parseFloat(time) * (time.endsWith('ms') ? 1 : 1000)));
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(element);
        return longest(transitionDuration) > 1 || (animationName !== 'none' && longest(animationDuration) > 1);
      })
      .map((element) => `moves: ${element.outerHTML.slice(0, 120)}`);
  });
