/** A debug sample as a task reported it. */
export interface Sample {
  readonly iter: number;
  readonly metric: string;
  readonly variant: string;
  readonly url: string;
}

export interface Task {
  readonly id: string;
  readonly name: string;
  readonly output?: { readonly destination?: string };
  readonly execution?: {
    readonly artifacts?: readonly { readonly key: string; readonly uri: string; readonly type_data?: { readonly preview: string } }[];
  };
  readonly samples: Sample[];
}

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly uri: string;
}

/** The task with samples in every kind of place; a test adds what lies in its own. */
export const trainTask = '5b3c9ac1f1b94d5e8c2d7f00a1b2c3d4';
/** A task without samples. */
export const emptyTask = '00000000000000000000000000000e4d';

/** Eight iterations: of each a picture in S3, now and then something in other places and of other kinds. */
const trainSamples = (): Sample[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].flatMap((iter) => [
    { iter, metric: 'digits', variant: 'input', url: `s3://samples/train/digits_input_${iter}.png` },
    ...(iter < 7
      ? []
      : [
          { iter, metric: 'digits', variant: 'heat map', url: `gs://maps/train/heat_${iter}.jpeg` },
          { iter, metric: 'sound', variant: 'voice', url: `azure://acct.blob.core.windows.net/sounds/voice_${iter}.wav` },
          { iter, metric: 'report', variant: 'table', url: `http://files.example:8081/train/table_${iter}.html` },
        ]),
  ]);

export const sampleTasks = (): Task[] => [
  {
    id: trainTask,
    name: 'train',
    output: { destination: 's3://models/train' },
    execution: { artifacts: [{ key: 'data', uri: 'gs://data-sets/digits.csv' }] },
    samples: trainSamples(),
  },
  { id: emptyTask, name: 'evaluate', output: {}, execution: {}, samples: [] },
];

export const sampleModels = (): Model[] => [
  { id: '6a000000000000000000000000000001', name: 'digits', uri: 's3://models/train/weights.pt' },
  { id: '6a000000000000000000000000000002', name: 'local', uri: 'file:///home/jane/weights.pt' },
  { id: '6a000000000000000000000000000003', name: 'served', uri: 'http://files.example:8081/train/weights.pt' },
];
