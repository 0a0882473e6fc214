import * as z from 'zod/mini';
import { envelope, workspaceHeader, type Operation } from '#contract/index.ts';
import { errors } from '#contract/errors.ts';
import { userHeader } from '#contract/first-load.ts';
import { isSince } from './path.ts';
import { version } from '../../package.json';

/** A schema as OpenAPI has it: what can't be said in JSON Schema (a check by code) is left open. */
const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
};

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const answerOf = ({ response }: Operation): object => ({
  description: 'What was asked for, in `data`',
  ...json({
    allOf: [{ $ref: '#/components/schemas/Envelope' }, { type: 'object', properties: { data: schemaOf(response, 'output') } }],
  }),
});

const rightsOf = ({ access, roles, effect, scope }: Operation): string =>
  [
    effect === 'read' ? 'Changes nothing.' : 'Changes what is stored.',
    access === 'public' ? 'Needs no log-in.' : '',
    scope === 'workspace' ? `Acts in the workspace of \`${workspaceHeader}\`, else in the one that a log-in begins with.` : '',
    roles === null ? '' : `For the roles ${roles.join(', ')}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');

/** `get_user_companies` as `Get user companies`. */
const titleOf = (action: string): string => `${action.charAt(0).toUpperCase()}${action.slice(1).replaceAll('_', ' ')}`;

const pathOf = (operation: Operation): object => {
  const [service = '', action = ''] = operation.name.split('.');
  const request = schemaOf(operation.request, 'input');
  return {
    post: {
      operationId: operation.name,
      tags: [service],
      summary: titleOf(action),
      description: rightsOf(operation),
      'x-since': operation.since,
      'x-origin': operation.origin,
      security: operation.access === 'public' ? [] : [{ cookie: [] }, { bearer: [] }, { basic: [] }],
      parameters: operation.scope === 'workspace' ? [{ $ref: '#/components/parameters/Workspace' }] : [],
      requestBody: { required: 'required' in request, ...json(request) },
      responses: { 200: answerOf(operation), default: { $ref: '#/components/responses/Refused' } },
    },
  };
};

/** Of what has several versions, the newest. */
const newest = (operations: readonly Operation[]): readonly Operation[] =>
  operations.filter(({ name, since }) => operations.every((other) => other.name !== name || isSince(since, other.since)));

/** All operations that a server answers itself, as OpenAPI 3.1, made from the contract. `server`: where it is reached, without a slash at the end. */
export const openApi = (
  operations: readonly Operation[],
  { server, cookie }: { readonly server: string; readonly cookie: string },
): object => ({
  openapi: '3.1.0',
  info: { title: 'ClearML Profile', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  servers: [{ url: `${server}/api` }],
  paths: Object.fromEntries(
    newest(operations)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((operation) => [`/${operation.name}`, pathOf(operation)]),
  ),
  components: {
    schemas: { Envelope: schemaOf(envelope, 'output') },
    parameters: {
      Workspace: { name: workspaceHeader, in: 'header', schema: { type: 'string' }, description: 'Id of the workspace to act in' },
      User: { name: userHeader, in: 'header', schema: { type: 'string' }, description: 'Id of the user for whom the page was drawn' },
    },
    responses: {
      Refused: {
        description: 'Refused: `meta.result_code` and `meta.result_subcode` say why (`x-errors`), `meta.result_msg` in words',
        ...json({ $ref: '#/components/schemas/Envelope' }),
      },
    },
    securitySchemes: {
      cookie: { type: 'apiKey', in: 'cookie', name: cookie },
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      basic: { type: 'http', scheme: 'basic', description: 'Access key and secret key, or user name and password' },
    },
  },
  'x-errors': errors,
});
