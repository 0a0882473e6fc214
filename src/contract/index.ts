// All of this brings zod: what the first load needs of the contract (`limits`, `policy`, `first-load`) it imports from those files, and schemas come with the first call (`by-name`).
// `account`, `activity`, `errors`, `events`, `managing`, `models`, `rotation`, `tasks`, `programs` and `storage` are imported from their own files too.
export * as auth from './auth.ts';
export * as invitations from './invitations.ts';
export * as login from './login.ts';
export * as organization from './organization.ts';
export * as server from './server.ts';
export * as users from './users.ts';
export { configuration, type Configuration } from './configuration.ts';
export type { ErrorName, FieldRule } from './errors.ts';
export type { Role } from './fields.ts';
export { limits } from './limits.ts';
export { allowedActions, invitingRoles, isLower, manages, roles, type Personal } from './policy.ts';
export { envelope, type Envelope, type Operation, type ParsedRequestOf, type RequestOf, type ResponseOf } from './operation.ts';
export { pageModes, workspaceHeader } from './first-load.ts';
