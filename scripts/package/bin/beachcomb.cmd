@echo off
rem The command line of a package: runs its bundled Node.
setlocal
set "NODE_OPTIONS="
"%~dp0..\node\node.exe" --min-semi-space-size=16 "%~dp0..\program\scripts\beachcomb.mjs" %*
exit /b %ERRORLEVEL%
