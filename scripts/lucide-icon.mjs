// Stands in for lucide's function of this name in the page that is built: draws the same, without sizes, colours and class names that nobody asks for here.
import { createElement } from 'react';

const usual = {
  xmlns: 'http://www.w3.org/2000/svg',
  width: 24,
  height: 24,
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
};

const createLucideIcon =
  ({ node }) =>
  (attributes) =>
    createElement('svg', { ...usual, ...attributes }, ...node.map(([tag, of]) => createElement(tag, of)));

// oxlint-disable-next-line import/no-default-export -- so has the file that it stands in for
export { createLucideIcon as default };
