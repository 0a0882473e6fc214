import type { Page } from 'playwright-core';

/** One node of the browser's accessibility tree, as the DevTools protocol has it. */
interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly backendDOMNodeId?: number;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly childIds?: readonly string[];
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

const treeOf = async (page: Page): Promise<readonly AxNode[]> => {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as { nodes: readonly AxNode[] }; // playwright's types of it are narrower in names
  await devtools.detach();
  return nodes;
};

/** What a screen reader calls an element. */
export interface Named {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

const controls = new Set(['button', 'checkbox', 'combobox', 'link', 'menuitem', 'menuitemradio', 'option', 'switch', 'tab', 'textbox']);

/** All controls of the page, from the browser's accessibility tree. Those of the browser inside one (the options of a select) are its own. */
export const controlsOf = async (page: Page): Promise<readonly Named[]> => {
  const nodes = await treeOf(page);
  return nodes
    .filter(({ ignored, role }) => !ignored && controls.has(role?.value ?? '') && role?.value !== 'option')
    .map(({ role, name, description }) => ({ role: role?.value ?? '', name: name?.value ?? '', description: description?.value ?? '' }));
};

/** What is said without being looked at: the text of each live region by the region itself, so that one that came with its text is told from one that was there. */
export const liveRegions = async (page: Page): Promise<ReadonlyMap<number, string>> => {
  const nodes = await treeOf(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (node: AxNode): string =>
    node.role?.value === 'StaticText'
      ? (node.name?.value ?? '')
      : (node.childIds ?? [])
          .map((id) => byId.get(id))
          .reduce((text, child) => (child === undefined ? text : `${text}${textOf(child)}`), '');
  const isLive = ({ ignored, role, properties = [] }: AxNode): boolean =>
    !ignored &&
    (['status', 'alert'].includes(role?.value ?? '') ||
      properties.some(({ name, value }) => name === 'live' && ['polite', 'assertive'].includes(String(value.value))));
  return new Map(nodes.filter(isLive).map((node) => [node.backendDOMNodeId ?? 0, textOf(node)]));
};
