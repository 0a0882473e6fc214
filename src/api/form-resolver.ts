import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import type * as z from 'zod/mini';
import type { FieldRule } from '#contract/index.ts';
import { fieldCopy } from './field-copy.ts';

/**
 * Judges a form by the schema of the request that it sends, in the words of `fieldCopy`.
 * Import it in forms only: they are lazy chunks, and the first load stays without React Hook Form.
 */
export const formResolver = <Input extends FieldValues, Output>(schema: z.ZodMiniType<Output, Input>): Resolver<Input, unknown, Output> =>
  zodResolver(schema, { error: (issue: z.core.$ZodRawIssue) => fieldCopy(ruleOf(issue), String(issue.path?.[0] ?? '')) });

/** Zod's issue as the rule that the server would name. */
const ruleOf = (issue: z.core.$ZodRawIssue): FieldRule => {
  if (issue.input === undefined || issue.input === '') return 'required';
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? 'too_short' : 'range';
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'range';
    case 'invalid_format':
      return 'format';
    case 'unrecognized_keys':
      return 'unknown';
    default:
      return 'type';
  }
};
