import type { Fields } from '../recordings.ts';
import type { Call, Operations } from './operation.ts';

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The part of an object that a path such as `output.destination` names, in its place. */
const partAt = (whole: unknown, [name = '', ...rest]: readonly string[]): Fields => {
  const value = typeof whole === 'object' && whole !== null ? (whole as Fields)[name] : undefined; // an object's members
  if (value === undefined) return {};
  return { [name]: rest.length === 0 ? value : partAt(value, rest) };
};

/** A page of what was asked for. Two parts of one field are never asked for together. */
const selected = ({ fields }: Call, all: readonly object[]): Fields[] => {
  const ids = textsOf(fields['id']);
  const size = Number(fields['page_size'] ?? 500);
  const from = Number(fields['page'] ?? 0) * size;
  return (all as readonly Fields[]) // tasks and models are objects of fields
    .filter(({ id }) => ids.length === 0 || ids.includes(String(id)))
    .slice(from, from + size)
    .map(
      (one) => Object.assign({ id: one['id'] }, ...textsOf(fields['only_fields']).map((path) => partAt(one, path.split('.')))) as Fields,
    );
};

export const tasks: Operations = {
  'tasks.get_all_ex': { run: (call) => ({ tasks: selected(call, call.state.tasks) }) },
  'models.get_all_ex': { run: (call) => ({ models: selected(call, call.state.models) }) },
};
