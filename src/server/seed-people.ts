import type { Parts } from './handler.ts';
import { newId } from './ids.ts';

/** An account of the load tests; times in ms. */
export interface SeedPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly created: number;
  /** null: never */
  readonly lastActive: number | null;
}

const given = 'Ada Ben Chloe Daniel Elif Farid Greta Hana Ivo Jana Kofi Lena Mika Noor Olga Pablo Quinn Rosa Samir Tove'.split(' ');
const family = 'Sample Example Tester Placeholder Specimen Model Pattern Template Draft Instance Trial Fixture'.split(' ');

const minute = 60_000;

/** Random ids in ascending order: rows inserted in the order of their keys fill an index page by page, many times faster than at random. */
export const ascendingIds = (count: number, random: Parts['random']): string[] =>
  Array.from({ length: count }, () => newId(random)).toSorted();

/** `user1@example.com` … with names that repeat, a minute between each; every third was never active. */
export const seedPeople = (count: number, { clock, random }: Pick<Parts, 'clock' | 'random'>): SeedPerson[] => {
  const start = clock() - count * minute;
  return ascendingIds(count, random).map((id, at) => {
    const created = start + at * minute;
    return {
      id,
      email: `user${at + 1}@example.com`,
      name: `${given[at % given.length]} ${family[Math.floor(at / given.length) % family.length]} ${at + 1}`,
      created,
      // created `count - at` minutes ago, and not active later than now
      lastActive: at % 3 === 2 ? null : created + (at % Math.min(1000, count - at)) * minute,
    };
  });
};
