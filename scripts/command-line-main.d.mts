/** Path of the module that runs the command line. @param root of the checkout */
export function commandLineMain(root: string): string;
