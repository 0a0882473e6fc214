import * as z from 'zod/mini';

/**
 * One operation of the wire: `POST /api/<name>`, JSON in, envelope out.
 * Everything that client and server must agree on stands here and nowhere else.
 */
export interface Operation<
  Name extends string = string,
  Request extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
  Scope extends 'workspace' | 'account' = 'workspace' | 'account',
> {
  /** `<service>.<action>` */
  readonly name: Name;
  /** the first API version that answers it, as ClearML's `meta.endpoint.actual_version` */
  readonly since: string;
  /** `public`: answered without a log-in */
  readonly access: 'public' | 'session';
  /** ClearML's roles that may call it, in the order of its refusal; null: any */
  readonly roles: readonly string[] | null;
  /** `write` changes something: never by GET with the cookie alone */
  readonly effect: 'read' | 'write';
  /** `workspace`: acts in the workspace of `X-Allegro-Tenant`; `account`: the same answer in every workspace */
  readonly scope: Scope;
  /** `clearml`: unknown fields are ignored and `error_data` stays empty; `ours`: refused, and named */
  readonly origin: 'clearml' | 'ours';
  /** names of the reads whose answers this write makes out of date */
  readonly stales: readonly string[];
  readonly request: Request;
  readonly response: Response;
}

/** Declares an operation; the types of its request and response follow from the schemas. */
export const operation = <
  const Name extends string,
  Request extends z.ZodMiniType,
  Response extends z.ZodMiniType,
  Scope extends 'workspace' | 'account' = 'workspace',
>({
  scope,
  ...declared
}: Omit<Operation<Name, Request, Response>, 'since' | 'access' | 'roles' | 'scope' | 'origin' | 'stales'> &
  Partial<Pick<Operation, 'since' | 'access' | 'roles' | 'origin' | 'stales'>> & { readonly scope?: Scope }): Operation<
  Name,
  Request,
  Response,
  Scope
> => ({
  since: '1.0',
  access: 'session',
  roles: null,
  scope: scope ?? ('workspace' as Scope), // what it is where nothing else is said
  origin: 'clearml',
  stales: [],
  ...declared,
});

/** What a caller writes. */
export type RequestOf<O extends Operation> = z.input<O['request']>;
/** What a handler reads: the request after parsing. */
export type ParsedRequestOf<O extends Operation> = z.output<O['request']>;
/** What a handler answers and a caller reads. */
export type ResponseOf<O extends Operation> = z.output<O['response']>;

/** The envelope around every answer (SRV apicall.py). `result_code` is the HTTP status too. Versions are numbers below API 2.1. */
export const envelope = z.object({
  meta: z.object({
    id: z.string(),
    trx: z.string(),
    endpoint: z.object({
      name: z.string(),
      requested_version: z.union([z.string(), z.number()]),
      actual_version: z.nullable(z.union([z.string(), z.number()])),
    }),
    result_code: z.number(),
    result_subcode: z.number(),
    result_msg: z.string(),
    error_stack: z.nullish(z.string()),
    error_data: z.optional(z.record(z.string(), z.unknown())),
  }),
  data: z.unknown(),
});

export type Envelope = z.output<typeof envelope>;
