@echo off
rem BioDL's front door on Windows. It only finds the command line that was built and hands over to it (building it when there is none
rem yet); everything else is lib\BioDL.Cli.
setlocal EnableExtensions DisableDelayedExpansion
set "BIODL_ROOT=%~dp0"
if "%BIODL_ROOT:~-1%"=="\" set "BIODL_ROOT=%BIODL_ROOT:~0,-1%"
set "BIODL_STATE=%BIODL_ROOT%\.biodl"
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
set MSBUILDDISABLENODEREUSE=1

where dotnet >nul 2>nul
if errorlevel 1 goto no_dotnet

call :current_build
if not defined BIODL_PROGRAM goto set_up
:hand_over
dotnet "%BIODL_PROGRAM%" %*
exit /b %ERRORLEVEL%

:set_up
set "BIODL_SDK="
for /f "tokens=1" %%v in ('dotnet --list-sdks 2^>nul') do call :note_sdk %%v
if not defined BIODL_SDK goto no_sdk
where npm >nul 2>nul
if errorlevel 1 echo Note: npm (Node.js) was not found, so charts will be still pictures. Everything else works. 1>&2
echo Setting up BioDL for the first time (about a minute or two) ... 1>&2
if not exist "%BIODL_STATE%" mkdir "%BIODL_STATE%"
if not exist "%BIODL_STATE%" goto not_writable
rem Each first set-up builds in a folder of its own, so that two at once cannot disturb each other.
set "BIODL_FRESH=%BIODL_STATE%\first-%RANDOM%%RANDOM%.tmp"
set "BIODL_LOG=%BIODL_STATE%\setup.log"
pushd "%BIODL_ROOT%"
dotnet build lib\BioDL.Cli\BioDL.Cli.csproj -c Release -nologo -tl:off -v:minimal -nodeReuse:false -p:UseSharedCompilation=false --artifacts-path "%BIODL_FRESH%" >"%BIODL_LOG%" 2>&1
set "BIODL_CODE=%ERRORLEVEL%"
popd
if not "%BIODL_CODE%"=="0" goto build_failed
dotnet "%BIODL_FRESH%\bin\BioDL.Cli\release\BioDL.Cli.dll" install-build "%BIODL_FRESH%"
rmdir /s /q "%BIODL_FRESH%" 2>nul
call :current_build
if defined BIODL_PROGRAM goto hand_over
echo Setting up ended early. Start this command again; if that does not help, delete %BIODL_STATE% and try once more. 1>&2
exit /b 1

:current_build
set "BIODL_PROGRAM="
set "BIODL_NAME="
if not exist "%BIODL_STATE%\current" exit /b 0
set /p BIODL_NAME=<"%BIODL_STATE%\current"
if not "%BIODL_NAME:~0,6%"=="build-" exit /b 0
if exist "%BIODL_STATE%\%BIODL_NAME%\cli\BioDL.Cli.dll" set "BIODL_PROGRAM=%BIODL_STATE%\%BIODL_NAME%\cli\BioDL.Cli.dll"
exit /b 0

:note_sdk
set "BIODL_VERSION=%1"
if "%BIODL_VERSION:~0,3%"=="10." set "BIODL_SDK=%1"
exit /b 0

:no_dotnet
echo BioDL needs the .NET 10 SDK. 1>&2
echo   Found:    no program named 'dotnet' on this machine's PATH. 1>&2
goto what_to_install

:no_sdk
echo BioDL needs the .NET 10 SDK. 1>&2
if defined BIODL_VERSION echo   Found:    %BIODL_VERSION% 1>&2
if not defined BIODL_VERSION echo   Found:    the .NET runtime alone, without any SDK. 1>&2
:what_to_install
echo   Expected: the .NET SDK, version 10.0.100 or a later 10.x. 1>&2
echo   What to do: install the .NET 10 SDK (search for "download .NET 10 SDK"; choose SDK, not Runtime), 1>&2
echo   open a new terminal and start this command again. 1>&2
exit /b 1

:not_writable
echo BioDL keeps its built parts in %BIODL_STATE%, which cannot be written. 1>&2
echo Copy the course to a folder of your own and start it there. 1>&2
exit /b 1

:build_failed
rmdir /s /q "%BIODL_FRESH%" 2>nul
echo BioDL could not be built. What the build said: 1>&2
findstr /c:"error" "%BIODL_LOG%" 1>&2
echo The whole log: %BIODL_LOG% 1>&2
echo What to do: a message about a connection or NU1301 means that packages could not be downloaded: check the network 1>&2
echo (or the proxy) and start this command again. 1>&2
exit /b 1
