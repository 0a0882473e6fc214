/** Marks the document while it is used by keyboard (see `base.css`): a browser shows what a page focuses by itself to everybody who has not pressed anything. */
export const followKeyboard = (): void => {
  const { documentElement: root } = document;
  addEventListener('keydown', () => root.toggleAttribute('data-keyboard', true), true);
  addEventListener('pointerdown', () => root.toggleAttribute('data-keyboard', false), true);
};
