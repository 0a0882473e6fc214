import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Media } from '#ui/media.tsx';

/** A video that is shown and stopped, the element that tries its address, and how what was wrong comes to be known. */
const stopped = () => {
  let resolve: (why: string) => void = () => undefined;
  const why = new Promise<string>((done) => (resolve = done));
  const onRefused = vi.fn<(why: string) => void>();
  const source = { sign: () => 'https://storage.lan/clip.mp4', isPassing: (one: string) => one === 'away', explain: () => why };
  render(<Media kind="video" source={source} name="clip" className={undefined} onRefused={onRefused} />);
  const video = screen.getByLabelText('clip');
  const clone = vi.spyOn(video, 'cloneNode');
  fireEvent.loadedMetadata(video);
  fireEvent.error(video);
  const goOn = (): void => {
    act(() => void window.dispatchEvent(new Event('online')));
    fireEvent.loadedMetadata(clone.mock.results[0]?.value as HTMLVideoElement); // a copy of it
  };
  return { onRefused, goOn, tell: (one: string) => act(async () => resolve(one)) };
};

test('a player that stopped is taken away by what lasts', async () => {
  const { onRefused, tell } = stopped();
  await tell('gone');
  expect(onRefused).toHaveBeenCalledExactlyOnceWith('gone');
});

test('a player that stopped stays where that passes', async () => {
  const { onRefused, tell } = stopped();
  await tell('away');
  expect(onRefused).not.toHaveBeenCalled();
});

test('a player that goes on is not taken away by what was wrong before', async () => {
  const { onRefused, goOn, tell } = stopped();
  goOn();
  await tell('gone');
  expect(onRefused).not.toHaveBeenCalled();
});
