import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage } from '#tests/support/e2e-stage.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not in view');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
};

/** Whether the pointer at this place is over `target`, by what the page hears of a move to it. */
const isOver = async (page: Page, target: Locator, x: number, y: number): Promise<boolean> => {
  await page.mouse.move(x, y);
  return target.evaluate((element) => element.matches(':hover'));
};

/** The pointer is over a control up to its edges, and a pixel beside them it is not. Looked at in the middle of each side, as corners are round. */
const takesThePointer = async (page: Page, target: Locator): Promise<void> => {
  // in view, and at rest
  await target.hover({ trial: true });
  const { x, y, right, bottom, width, height } = await boxOf(target);
  const [across, down] = [x + width / 2, y + height / 2];
  const inside = [[x + 1, down], [right - 1, down], [across, y + 1], [across, bottom - 1]] as const; // prettier-ignore
  const beside = [[x - 1, down], [right + 1, down], [across, y - 1], [across, bottom + 1]] as const; // prettier-ignore
  for (const [left, top] of inside) expect(await isOver(page, target, left, top), `inside, at ${left} ${top}`).toBe(true);
  for (const [left, top] of beside) expect(await isOver(page, target, left, top), `beside, at ${left} ${top}`).toBe(false);
};

const near = (value: number, wanted: number): void => expect(Math.abs(value - wanted), `${value} ≈ ${wanted}`).toBeLessThan(1);

// what a browser's zoom does to a window is the same: fewer pixels of the page, of more of the screen's each
test.each([
  [1, 1440, 900, 'auto'],
  [1.25, 1536, 864, 'auto'],
  [1.5, 1280, 720, 'auto'],
  [2, 1440, 900, 'auto'],
  [3, 1280, 720, 'auto'],
  [4, 360, 225, 'auto'],
  [1, 1440, 900, '80'],
  [2, 1440, 900, '150'],
] as const)(
  'at %s device pixels, %i × %i, scale %s: pop-ups are where they belong, and so is the pointer',
  async (deviceScaleFactor, width, height, scale) => {
    const email = `ratio-${deviceScaleFactor}-${scale}@example.com`;
    const page = await signUpAt(stage.browser, stage.server.origin, { email, deviceScaleFactor, viewport: { width, height } });
    if (scale !== 'auto') await page.getByLabel('Scale', { exact: true }).selectOption(scale);
    expect(await page.evaluate(() => devicePixelRatio)).toBe(deviceScaleFactor);

    const opener = page.getByRole('button', { name: 'Profile menu' });
    await takesThePointer(page, opener);
    await opener.click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    const [button, popup] = [await boxOf(opener), await boxOf(menu)];
    near(popup.right, Math.min(button.right, width));
    expect(popup.y).toBeGreaterThanOrEqual(button.bottom);
    expect(popup.y - button.bottom).toBeLessThan(16);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });

    const rename = page.getByRole('button', { name: /^Rename workspace/ });
    await takesThePointer(page, rename);
    await rename.hover();
    const tip = page.locator('[role=tooltip]');
    await tip.waitFor();
    const [pencil, words] = [await boxOf(rename), await boxOf(tip)];
    // so close to the edge of the window and no closer
    const room = words.width / 2 + 8;
    near(words.x + words.width / 2, Math.min(Math.max(pencil.x + pencil.width / 2, room), width - room));
    expect(Math.min(Math.abs(words.bottom - pencil.y), Math.abs(words.y - pencil.bottom))).toBeLessThan(16);

    await page.getByRole('button', { name: 'Create new credentials' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Label', { exact: true }).waitFor();
    await takesThePointer(page, dialog.getByRole('button', { name: 'Cancel' }));
    const box = await boxOf(dialog);
    near(box.x + box.width / 2, width / 2);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThanOrEqual(height);
    // nothing is wider than the window
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.context().close();
  },
);
