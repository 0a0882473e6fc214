/** A picture of one red point. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** A second of blue and red, 32 by 24, VP8. */
export const webm = Buffer.from(
  [
    'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAUHEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2',
    'dVOsgdRNu4xTq4QcU7trU6yCBPXsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYREom/XTYCG',
    'Q2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh+GIt2akaV2DgQFV7oEBhoVWX1ZQOOCdsIEguoEYU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAA',
    'BBXngQCg3aGygQAAAHACAJ0BKiAAGAAGBwiFhYiZhIggAgJ08sZmYtgA/vCbQ/84l/9Av/AXoeIwzrB1oaampO6BAaWfMAIAnQEqIAAYAAqHCIWFiJmEiDgC',
    'AAeQ88nA/uuuAKDIoaiBAGMA0QEAGBEYABgAHlf0DABBDgD+7L2NcXNkRR/8s//2W/7LeEAAdaGYppbugQGlkbEBACoRwAAYABhYL/QACHAA+4EAoMShpIEA',
    'xwDRAQAYESAAGAAeV/QMAEEOAP7v3l//LP/9lv+y3jC0IHWhmKaW7oEBpZGxAQAqEcAAGAAYWC/0AAhwAPuBY6DHoaeBASsA0QEAGBEkABgAHlf0DABBDgD+',
    '7HDYwmknR/8s//2W/7LeEAB1oZimlu6BAaWRsQEAKhHAABgAGFgv9AAIcAD7gcegxaGkgQGPANEBABgRLAAYAB5X9AwAQQ4A/u+ax/5Kf/eV/ru2/goAdaGY',
    'ppbugQGlkbEBACoRwAAYABhYL/QACHAA+4IBK6DIoaeBAfMA0QEAGBEsABgAHlf0DABBDgD+7CZYwmknR/8lP/vK/13bMAB1oZimlu6BAaWRsQEAKhHAABgA',
    'GFgv9AAIcAD7ggGPoMWhpIECZADRAQAYETQAGAAeV/QMAEEOAP7vUS/+Sn/3lf67tv4KAHWhmKaW7oEBpZGxAQAqEcAAGAAYWC/0AAhwAPuCAfOgyaGogQK7',
    'ANEBABgRDBRgAHlf0DABBDgA/u1N3XFzZEUf/M0f+k3/Ybw0AHWhmKaW7oEBpZGxAQAqEQAUYABhYL/QACHAAPuCAmSgxaGkgQMfANEBABgROAAYAB5X9AwA',
    'QQ4A/u9RL/5Kf/eV/ru2/goAdaGYppbugQGlkbEBACoRwAAYABhYL/QACHAA+4ICu6DMoauBA4cA8QEAGBE8ABgMUU+Q25RwQ3sA/uuOXYYTBOv/43j/Jd/b',
    'vstlu7IUdaGYppbugQGlkbEBACoRwAAYABhYL/QACHAA+4IDH6DFoaSBA/MA0QEAGBFIABgAHlf0DABBDgD+7v+f/43j/Jd/bvt3iwB1oZimlu6BAaWRsQEA',
    'KhHAABgAGFgv9AAIcAD7ggOHoMihp4EETgDRAQAYEUwAGAAeV/QMAEEOAP7rNv0l0uQ3/+N4/yXf277KAHWhmKaW7oEBpZGxAQAqEcAAGAAYWC/0AAhwAPuC',
    'A/OgxaGkgQSxANEBABgRVAAYAB5X9AwAQQ4A/u6mP/+N4/yXf277d4sAdaGYppbugQGlkbEBACoRwAAYABhYL/QACHAA+4IETqDIoaeBBRMA0QEAGBFUABgA',
    'Hlf0DABBDgD+6tR8YTSTo//G8f5Lv7d9lAB1oZimlu6BAaWRsQEAKhHAABgAGFgv9AAIcAD7ggSxHFO7a427i7OBALeG94EB8YHU',
  ].join(''),
  'base64',
);

const rate = 8_000;

/** Silence: mono, 8,000 samples of 8 bits a second. */
export const silence = (seconds: number): Buffer => {
  const samples = rate * seconds;
  const bytes = Buffer.alloc(44 + samples, 128);
  bytes.write('RIFF');
  bytes.writeUInt32LE(36 + samples, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples, 40);
  return bytes;
};

/** A second of silence. */
export const wav = silence(1);
