import { useState } from 'react';
import { rememberedServers, rememberServers } from './remembered-servers.ts';
import type { ServerKind, ServerUrls } from './server-urls.ts';
import { readServers, serverKinds } from './typed-servers.ts';

/** The servers as they stand in the dialog. */
export interface Servers {
  readonly typed: ServerUrls;
  /** what is wrong with what was typed; nothing where all is right */
  readonly problems: Readonly<Partial<Record<ServerKind, string>>>;
  /** the last addresses that were right, for the snippets */
  readonly urls: ServerUrls;
  readonly unverified: boolean;
  /** whether anything is other than the server says */
  readonly changed: boolean;
  /** while something is typed */
  readonly change: (changes: ServerChanges) => void;
  /** what is done: remembered where all is right */
  readonly keep: (changes: ServerChanges) => void;
  readonly reset: () => void;
}

type ServerChanges = Partial<ServerUrls> & { readonly unverified?: boolean };

/** Lets the addresses of a workspace's servers be changed; what is right is remembered in this browser. */
export const useServers = (workspace: string, defaults: ServerUrls): Servers => {
  const [state, setState] = useState(() => {
    const { web = defaults.web, api = defaults.api, files = defaults.files, unverified = false } = rememberedServers(workspace);
    const typed = { web, api, files };
    const read = readServers(typed);
    return { typed, unverified, urls: 'urls' in read ? read.urls : defaults };
  });

  const after = ({ unverified = state.unverified, ...changes }: ServerChanges) => {
    const typed = { ...state.typed, ...changes };
    return { typed, unverified, read: readServers(typed) };
  };
  const change = (changes: ServerChanges): void => {
    const { read, ...next } = after(changes);
    setState({ ...next, urls: 'urls' in read ? read.urls : state.urls });
  };
  const keep = (changes: ServerChanges): void => {
    const { read, unverified } = after(changes);
    if ('urls' in read) rememberServers(workspace, read.urls, unverified, defaults);
    change(changes);
  };

  const read = readServers(state.typed);
  return {
    ...state,
    problems: 'problems' in read ? read.problems : {},
    changed: state.unverified || serverKinds.some((kind) => state.typed[kind] !== defaults[kind]),
    change,
    keep,
    reset: () => keep({ ...defaults, unverified: false }),
  };
};
