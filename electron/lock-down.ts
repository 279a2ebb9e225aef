import { type App, app, type Session, type WebPreferences } from 'electron';

/** Preferences of every page of the program. */
export const LOCKED_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** The window's only page and origin. */
export const WINDOW_URL = 'app://beachcomb/';

/** Whether an address is of the window's page; its fragment names the screen. */
export const isWindowUrl = (url: string): boolean => url.split('#', 1)[0] === WINDOW_URL;

const ALLOWED_SCHEMES: ReadonlySet<string> = new Set(['app:', 'photo:', 'data:', 'devtools:']);

/** Background features of Chromium to disable: nothing leaves the machine. */
const SWITCHES: Readonly<Record<string, string>> = {
  'disable-background-networking': '',
  'disable-client-side-phishing-detection': '',
  'disable-component-update': '',
  'disable-default-apps': '',
  'disable-domain-reliability': '',
  'disable-sync': '',
  'dns-prefetch-disable': '',
  'no-pings': '',
  'disable-features':
    'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,SpareRendererForSitePerProcess',
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  // For any remaining request: no host name resolves.
  'host-resolver-rules': 'MAP * ~NOTFOUND',
};

/** Before the app is ready: sandbox for every process, no network, no navigation of a page. */
export function lockDownApp(target: App = app): void {
  for (const [name, value] of Object.entries(SWITCHES)) target.commandLine.appendSwitch(name, value);
  // Without a system sandbox (root in a container) Chromium requires the switch, which `enableSandbox` removes.
  if (!target.commandLine.hasSwitch('no-sandbox')) target.enableSandbox();
  target.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isWindowUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * After the app is ready: no permission, no download, no request except for the program's own schemes.
 * @param schemes that the session may load, with their colons
 */
export function lockDownSession(session: Session, schemes: ReadonlySet<string> = ALLOWED_SCHEMES): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, decide) =>
    decide({ cancel: !schemes.has(/^[a-z]+:/.exec(request.url)?.[0] ?? '') }),
  );
}
