import { QueryClient, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, Outlet, RouterProvider } from 'react-router-dom';
import * as z from 'zod/mini';

const account = z.object({
  id: z.string(),
  name: z.string().check(z.minLength(1)),
  email: z.email(),
  role: z.enum(['admin', 'member']),
  created: z.string(),
  avatar: z.nullable(z.string()),
  workspaces: z.array(z.object({ id: z.string(), name: z.string() })),
});

const client = new QueryClient();
const query = { queryKey: ['account'], queryFn: async () => account.parse(await (await fetch('/account.json')).json()) };

const save = (name: string): Promise<Response> => fetch('/account.json', { method: 'PATCH', body: JSON.stringify({ name }) });

const Profile = () => {
  const { data } = useQuery(query);
  const { mutate } = useMutation({ mutationFn: save, onSuccess: () => client.invalidateQueries(query) });
  if (data === undefined) return <p>Loading</p>;
  return (
    <section>
      <h1>Profile</h1>
      <dl>
        <dt>Name</dt>
        <dd>{data.name}</dd>
        <dt>E-mail</dt>
        <dd>{data.email}</dd>
        <dt>Role</dt>
        <dd>{data.role}</dd>
      </dl>
      <ul>
        {data.workspaces.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      <button type="button" onClick={() => mutate('Ada')}>
        Save
      </button>
    </section>
  );
};

const Shell = () => (
  <>
    <nav>
      <Link to="/profile">Profile</Link> <Link to="/">Home</Link>
    </nav>
    <main>
      <Outlet />
    </main>
  </>
);

const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      { path: '/profile', element: <Profile /> },
      { path: '*', element: <p>Home</p> },
    ],
  },
]);

const root = document.querySelector('#root');
if (root !== null)
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
