/** What changes or measures the whole process in which it runs. */
const OF_THE_PROCESS = [
  /\bvi\.(?:mock|doMock|hoisted|spyOn|stubEnv|stubGlobal|useFakeTimers|resetModules)\b/,
  /\bprocess\.(?:on|once|chdir|umask|setuid|memoryUsage|resourceUsage|cpuUsage)\b/,
  /\bprocess\.(?:env|exitCode|title)(?:\.\w+|\[[^\]]+\])? = /,
  /\b(?:delete process\.env|Object\.assign\(process\.env)\b/,
  /\bprototype\.\w+ = /,
  /\/proc\/self\b/,
  /\/(?:own-data-home|process-memory)\.ts'/,
];

/**
 * Whether a file of tests needs a process of its own, because it changes what others in its process would see
 * (environment, modules, signals), or measures what they use (memory, open files).
 * @param source its text
 */
export const needsOwnProcess = (source: string): boolean =>
  OF_THE_PROCESS.some((pattern) => pattern.test(source));
