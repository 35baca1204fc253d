using System.CommandLine;
using BioDL.Cli.Building;
using BioDL.Cli.Jupyter;
using BioDL.Cli.Processes;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl kernel install | uninstall | run</c>: makes our kernel known to Jupyter, and is what Jupyter then starts.</summary>
internal static class KernelVerb
{
    private static readonly Option<bool> User = new("--user") { Description = "For this user: the default." };
    private static readonly Option<string?> Prefix = new("--prefix") { HelpName = "folder", Description = "Below the prefix of an installation or of a Python environment." };
    private static readonly Option<bool> Environment = new("--sys-prefix") { Description = "In the Python environment that is active." };

    public static Command Describe(Surroundings surroundings) => new("kernel", "Make C# notebooks known to Jupyter and VS Code.")
    {
        DescribeInstall(surroundings), DescribeUninstall(surroundings), DescribeRun(surroundings),
    };

    /// <summary>What <c>dotnet</c> is given so that the worker of this build becomes a kernel with the library of this build.</summary>
    public static IReadOnlyList<string> WorkerCall(Surroundings surroundings, string connectionFile) =>
        [surroundings.Worker, "kernel", connectionFile, surroundings.Library];

    private static Command DescribeInstall(Surroundings surroundings)
    {
        var command = new Command("install", $"Add '{KernelSpec.DisplayName}' to the kernels that Jupyter offers.") { User, Prefix, Environment };
        command.SetAction(parsed =>
        {
            var kernels = FolderOf(parsed);
            var folder = Writing(kernels, () => KernelSpec.Write(kernels, KernelSpec.ThroughScript(surroundings.Place)));
            surroundings.Screen.Line($"'{KernelSpec.DisplayName}' is installed in {folder}.", Tone.Good);
            surroundings.Screen.Line("Choose it in Jupyter or VS Code as the kernel of a notebook. It starts this copy of the course: install again if you move the folder.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command DescribeUninstall(Surroundings surroundings)
    {
        var command = new Command("uninstall", $"Remove '{KernelSpec.DisplayName}' from Jupyter.") { User, Prefix, Environment };
        command.SetAction(parsed =>
        {
            var kernels = FolderOf(parsed);
            surroundings.Screen.Line(Writing(kernels, () => KernelSpec.Remove(kernels))
                ? $"'{KernelSpec.DisplayName}' was removed from {kernels}."
                : $"'{KernelSpec.DisplayName}' is not in {kernels}: nothing to remove.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command DescribeRun(Surroundings surroundings)
    {
        var file = new Argument<string>("connection-file") { Description = "The file that Jupyter wrote for the kernel." };
        var command = new Command("run", "Run a kernel; Jupyter does this.") { file };
        file.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Replacement.ByAsync(
            System.Environment.ProcessPath!, WorkerCall(surroundings, Path.GetFullPath(parsed.GetValue(file)!)), [Handover.Variable], cancellation));
        return command;
    }

    private static string FolderOf(ParseResult parsed)
    {
        var (prefix, environment) = (parsed.GetValue(Prefix), parsed.GetValue(Environment));
        if ((prefix is null ? 0 : 1) + (environment ? 1 : 0) + (parsed.GetValue(User) ? 1 : 0) > 1)
            throw new UsageException("--user, --prefix and --sys-prefix each name a place of their own: give one of them, or none for this user.");
        return prefix is not null ? KernelFolders.OfPrefix(prefix) : environment ? KernelFolders.OfEnvironment() : KernelFolders.OfUser();
    }

    private static T Writing<T>(string folder, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"{folder} cannot be written: {fault.Message}\nChoose another place: --prefix <folder>, or none for this user alone.", fault);
        }
    }
}
