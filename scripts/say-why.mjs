// A reporter of Vitest's that goes before the one of JSON, which leaves out why: of an error it has the stack only, which for what took too long was made
// before that was known, and of what failed beside the tests (what runs before all, or after all) nothing.
export default class {
  onTestRunEnd(modules) {
    for (const module of modules) {
      for (const test of module.children.allTests())
        for (const error of test.result().errors ?? []) error.stack = error.stack?.replace('STACK_TRACE_ERROR', error.message);
      const said = [...module.children.allSuites()].flatMap((suite) =>
        suite.errors().map(({ message }) => `${suite.fullName}: ${message}`),
      );
      if (said.length > 0) (module.task.result.errors ??= []).unshift({ message: said.join('\n') });
    }
  }
}
