import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { base } from '#api/base.ts';
import { LastProfile } from './layout/last-profile.tsx';
import { Shell } from './layout/shell.tsx';
import { WorkspaceGate } from './layout/workspace-gate.tsx';
import { anyoneLoader, guestLoader, lastProfileLoader, memberLoader, previewLoader, rootLoader } from './loaders.ts';
import { FailurePage } from './pages/failure.tsx';

/** What a route may know of its page beside the file. */
export interface Handle {
  /** Reads ahead what the page shows first, for whoever reaches for a link to `address`. */
  readonly prepare: (workspace: string, address: URL) => Promise<void>;
}

const routes = (client: QueryClient): RouteObject[] => [
  {
    element: <Shell />,
    errorElement: <FailurePage />,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <FailurePage />,
        children: [
          { index: true, loader: rootLoader(client), lazy: { Component: () => page(import('./pages/join.tsx')) } },
          { path: 'profile', loader: lastProfileLoader(client), element: <LastProfile /> },
          {
            path: 'w/:workspace',
            element: <WorkspaceGate />,
            loader: memberLoader(client),
            children: [
              { path: 'profile', lazy: { Component: () => page(import('./pages/profile.tsx')) } },
              {
                path: 'members',
                lazy: { Component: () => page(import('./pages/members.tsx')) },
                handle: {
                  prepare: async (workspace, address) => (await import('./pages/members.tsx')).prepare(client, workspace, address),
                } satisfies Handle,
              },
              { path: 'activity', lazy: { Component: () => page(import('./pages/activity.tsx')) } },
            ],
          },
          { path: 'preview', loader: previewLoader(client), lazy: { Component: () => page(import('./pages/preview.tsx')) } },
          { path: 'samples', loader: memberLoader(client), lazy: { Component: () => page(import('./pages/samples.tsx')) } },
          { path: 'login', loader: guestLoader(client), lazy: { Component: () => page(import('./pages/login.tsx')) } },
          { path: 'signup', loader: guestLoader(client), lazy: { Component: () => page(import('./pages/signup.tsx')) } },
          { path: 'set-password', loader: anyoneLoader(client), lazy: { Component: () => page(import('./pages/set-password.tsx')) } },
          { path: '*', loader: anyoneLoader(client), lazy: { Component: () => page(import('./pages/not-found.tsx')) } },
        ],
      },
    ],
  },
];

const page = async <Page,>(file: Promise<{ default: Page }>): Promise<Page> => (await file).default;

/** The addresses of the page, below the base path. Every page but the profile is a chunk of its own. */
export const makeRouter = (client: QueryClient) => createBrowserRouter(routes(client), { basename: base });
