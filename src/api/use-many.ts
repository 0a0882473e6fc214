import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OperationName, RequestTo } from '#contract/by-name.ts';
import { inTurns } from '#lib/in-turns.ts';
import { call } from './call.ts';
import { refresh, stalesOf, tellOtherTabs } from './query.ts';

/** Calls under way at the same time. */
const atOnce = 4;

/** How far a write of several has come. `refused`: what was thrown, by the place of its request. */
export interface Course {
  readonly state: 'waiting' | 'running' | 'ended';
  /** places of the requests that were carried out */
  readonly done: readonly number[];
  readonly refused: ReadonlyMap<number, unknown>;
}

const waiting: Course = { state: 'waiting', done: [], refused: new Map() };

/**
 * The same write several times, a few at once. At the end, and only then, what it makes out of date is read again, in all tabs. One that is
 * refused holds none of the others up; `cancel` lets those that have begun end, and begins no other.
 */
export const useMany = <Name extends OperationName>(name: Name, workspace: string) => {
  const client = useQueryClient();
  const [course, setCourse] = useState(waiting);
  const stop = useRef<AbortController>(undefined);

  /** Answers how far it came in the end. */
  const start = async (requests: readonly RequestTo<Name>[]): Promise<Course> => {
    const { signal } = (stop.current = new AbortController());
    const done: number[] = [];
    const refused = new Map<number, unknown>();
    const tell = (state: Course['state']): Course => {
      const now = { state, done: [...done], refused: new Map(refused) };
      setCourse(now);
      return now;
    };
    tell('running');
    await inTurns([...requests.entries()], atOnce, signal, async ([place, request]) => {
      try {
        await call(name, request, { workspace });
        done.push(place);
      } catch (error) {
        refused.set(place, error);
      }
      tell('running');
    });
    const stales = await stalesOf(name);
    tellOtherTabs(stales);
    await refresh(client, stales);
    return tell('ended');
  };
  return { course, start, cancel: () => stop.current?.abort() };
};
