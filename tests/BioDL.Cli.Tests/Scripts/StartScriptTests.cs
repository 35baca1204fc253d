using System.Diagnostics;

namespace BioDL.Cli.Tests.Scripts;

/// <summary>The script <c>biodl</c> itself, with programs of ours in the place of dotnet and npm.</summary>
public sealed class StartScriptTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string course;
    private readonly string programs;

    public StartScriptTests()
    {
        course = folder.At("the course");
        programs = folder.At("programs");
        Directory.CreateDirectory(programs);
        Directory.CreateDirectory(course);
        if (OperatingSystem.IsWindows())
            return;
        File.Copy(Path.Combine(Workplace.Find(null, AppContext.BaseDirectory).Root, "biodl"), Path.Combine(course, "biodl"));
        foreach (var tool in new[] { "dirname", "readlink", "mkdir", "rm", "cut", "grep", "head", "sed", "sort", "tail", "sh", "cat" })
            File.CreateSymbolicLink(Path.Combine(programs, tool), Find(tool));
    }

    public void Dispose() => folder.Dispose();

    [PosixFact]
    public void It_hands_over_to_the_current_build_with_all_arguments_and_its_exit_code()
    {
        BuildExists("build-abc");
        FakeDotnet("""printf '<%s>' "$@"; printf '\n%s\n' "$BIODL_ROOT"; exit 7""");
        var (code, text) = Start(Path.Combine(course, "biodl"), "run", "two words", "", "$HOME");
        Assert.Equal(7, code);
        Assert.Equal($"<{course}/.biodl/build-abc/cli/BioDL.Cli.dll><run><two words><><$HOME>\n{course}\n", text);
    }

    [PosixFact]
    public void It_finds_its_folder_through_relative_and_absolute_symlinks()
    {
        BuildExists("build-abc");
        FakeDotnet("""echo "$BIODL_ROOT" """);
        File.CreateSymbolicLink(folder.At("first link"), "the course/biodl");
        Directory.CreateDirectory(folder.At("bin"));
        File.CreateSymbolicLink(folder.At("bin", "biodl"), folder.At("first link"));
        Assert.Equal((0, course + "\n"), Start(folder.At("bin", "biodl")));
    }

    [PosixFact]
    public void With_a_build_at_hand_it_starts_dotnet_once_and_npm_never()
    {
        BuildExists("build-abc");
        FakeDotnet($"""echo call >>"{folder.Path}/calls" """);
        Fake("npm", $"""echo npm >>"{folder.Path}/calls" """);
        Start(Path.Combine(course, "biodl"), "--version");
        Assert.Equal("call\n", File.ReadAllText(folder.At("calls")));
    }

    [PosixFact]
    public void Without_dotnet_it_says_what_to_install()
    {
        var (code, text) = Start(Path.Combine(course, "biodl"), "run");
        Assert.Equal(1, code);
        Assert.Contains("no program named 'dotnet' on this machine's PATH", text, StringComparison.Ordinal);
        Assert.Contains("install the .NET 10 SDK", text, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Dotnet_in_the_home_folder_is_found_although_it_is_not_on_the_path()
    {
        BuildExists("build-abc");
        MakeExecutable(folder.Write("home/.dotnet/dotnet", "#!/bin/sh\necho from home\n"));
        Assert.Equal((0, "from home\n"), Start(Path.Combine(course, "biodl")));
    }

    [PosixFact]
    public void An_older_SDK_is_named_with_what_was_expected()
    {
        FakeDotnet("""[ "$1" = --list-sdks ] && echo '8.0.404 [/usr/share/dotnet/sdk]' """);
        var (code, text) = Start(Path.Combine(course, "biodl"), "run");
        Assert.Equal(1, code);
        Assert.Contains("Found:    8.0.404", text, StringComparison.Ordinal);
        Assert.Contains("Expected: 10.0.100 or a later 10.x", text, StringComparison.Ordinal);
    }

    [PosixFact]
    public void A_runtime_without_an_SDK_is_named_as_such()
    {
        FakeDotnet("exit 0");
        Assert.Contains("the .NET runtime alone", Start(Path.Combine(course, "biodl"), "run").Text, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Without_npm_it_says_so_in_one_line_and_goes_on()
    {
        FakeBuildThatWorks();
        var (code, text) = Start(Path.Combine(course, "biodl"), "doctor");
        Assert.Equal(0, code);
        Assert.Contains("npm (Node.js) was not found, so charts will be still pictures", text, StringComparison.Ordinal);
        Assert.EndsWith("new build: doctor\n", text, StringComparison.Ordinal);
    }

    [PosixFact]
    public void With_npm_there_is_no_such_line()
    {
        FakeBuildThatWorks();
        Fake("npm", "exit 0");
        Assert.DoesNotContain("npm", Start(Path.Combine(course, "biodl"), "doctor").Text, StringComparison.Ordinal);
    }

    [PosixFact]
    public void A_pointer_to_a_build_that_is_gone_sets_up_again()
    {
        BuildExists("build-abc");
        Directory.Delete(Path.Combine(course, ".biodl", "build-abc"), recursive: true);
        FakeBuildThatWorks();
        Assert.Contains("Setting up BioDL for the first time", Start(Path.Combine(course, "biodl"), "doctor").Text, StringComparison.Ordinal);
    }

    [PosixFact]
    public void A_failing_build_shows_the_errors_and_the_log_and_leaves_nothing_behind()
    {
        FakeDotnet("""
            case $1 in
                --list-sdks) echo '10.0.100 [/x]' ;;
                build) echo 'Determining projects'; echo 'a.cs(1,1): error CS1002: ; expected'; exit 1 ;;
            esac
            """);
        var (code, text) = Start(Path.Combine(course, "biodl"), "run");
        Assert.Equal(1, code);
        Assert.Contains("  a.cs(1,1): error CS1002: ; expected\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Determining projects", text, StringComparison.Ordinal);
        Assert.Contains($"{course}/.biodl/setup.log", text, StringComparison.Ordinal);
        Assert.Equal(["setup.log"], Directory.GetFileSystemEntries(Path.Combine(course, ".biodl")).Select(path => Path.GetFileName(path)));
    }

    private void BuildExists(string name)
    {
        folder.Write($"the course/.biodl/{name}/cli/BioDL.Cli.dll");
        folder.Write("the course/.biodl/current", name + "\n");
    }

    private void FakeBuildThatWorks() => FakeDotnet($$"""
        state="{{course}}/.biodl"
        case "$1 ${2:-}" in
            "--list-sdks "*) echo '10.0.100 [/x]' ;;
            "build "*) ;;
            *" install-build") mkdir -p "$state/build-1/cli"; echo >"$state/build-1/cli/BioDL.Cli.dll"; echo build-1 >"$state/current" ;;
            *) echo "new build: $2" ;;
        esac
        """);

    private void FakeDotnet(string body) => Fake("dotnet", body);

    private void Fake(string program, string body)
    {
        var path = Path.Combine(programs, program);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        MakeExecutable(path);
    }

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int Code, string Text) Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", """exec /bin/sh "$0" "$@" 2>&1""", script, .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = programs;
        start.Environment["HOME"] = folder.At("home");
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    private static string Find(string tool) =>
        new[] { "/usr/bin", "/bin" }.Select(place => Path.Combine(place, tool)).First(File.Exists);
}

/// <summary>A test that needs a POSIX shell.</summary>
internal sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs /bin/sh, which Windows does not have";
    }
}
