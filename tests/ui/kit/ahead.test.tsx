import { act, render, screen } from '@testing-library/react';
import type { FunctionComponent } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lazily } from '#ui/lazily.tsx';
import { loadExpected, rest, soon } from '#ui/soon.ts';
import { useNear } from '#ui/use-near.ts';

describe('what is likely to be opened', () => {
  const load = vi.fn<() => Promise<FunctionComponent>>(() => Promise.resolve(() => <p>Opened</p>));
  soon(lazily(load));
  const onLine = (connection: object | undefined): void => void Object.assign(navigator, { connection });
  afterEach(() => {
    onLine(undefined);
    load.mockClear();
  });

  it.each([
    ['saves data', { saveData: true, effectiveType: '4g' }],
    ['is on a slow line', { saveData: false, effectiveType: '3g' }],
  ])('is not loaded ahead for who %s', (_who, connection) => {
    onLine(connection);
    loadExpected();
    expect(load).not.toHaveBeenCalled();
  });

  it('is loaded once for everybody else, also where a browser tells nothing of the line', () => {
    loadExpected();
    onLine({ saveData: false, effectiveType: '4g' });
    loadExpected();
    expect(load).toHaveBeenCalledTimes(1);
  });
});

describe('what is far below', () => {
  let see: (isIntersecting: boolean) => void;
  const disconnect = vi.fn<() => void>();
  const Far = () => {
    const [near, place] = useNear();
    return <div ref={place}>{near ? 'Drawn' : 'Not yet'}</div>;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
          see = (isIntersecting) => tell([{ isIntersecting }]);
        }
        observe = (): void => see(false);
        disconnect = disconnect;
      },
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is drawn once it comes near', () => {
    const { unmount } = render(<Far />);
    act(() => void vi.advanceTimersByTime(rest - 1));
    expect(screen.queryByText('Drawn')).toBeNull();
    act(() => see(true));
    screen.getByText('Drawn');
    unmount();
    expect(disconnect).toHaveBeenCalledTimes(1);
  });

  it('is drawn where nobody goes there, once the page is at rest', () => {
    render(<Far />);
    act(() => void vi.advanceTimersByTime(rest));
    screen.getByText('Drawn');
  });
});

describe('what is below the first screen', () => {
  /** What is drawn, one after the other, when a page is opened and when another follows it. */
  const drawn = async (hash: string, height: number): Promise<boolean[][]> => {
    vi.resetModules();
    vi.stubGlobal('innerHeight', height);
    location.hash = hash;
    const { useBelow } = await import('#ui/use-below.ts');
    const times: boolean[][] = [];
    const Page = ({ seen }: { readonly seen: boolean[] }) => {
      seen.push(useBelow());
      return null;
    };
    for (let page = 0; page < 2; page += 1) {
      times.push([]);
      render(<Page seen={times[page] ?? []} />).unmount();
    }
    vi.unstubAllGlobals();
    location.hash = '';
    return times.map((values) => [...new Set(values)]);
  };

  it('is drawn after the rest of the first page, and at once from then on', async () => {
    expect(await drawn('', 900)).toEqual([[false, true], [true]]);
  });

  it('is drawn at once where it is asked for, and where it is not below', async () => {
    expect(await drawn('#account', 900)).toEqual([[true], [true]]);
    expect(await drawn('', 1400)).toEqual([[true], [true]]);
  });
});
