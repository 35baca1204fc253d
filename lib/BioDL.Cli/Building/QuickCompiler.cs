using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BioDL.Cli.Processes;

namespace BioDL.Cli.Building;

/// <summary>
/// The C# compiler that cells are compiled with, translated to this machine's code once, so that a kernel's first cell comes a second or two sooner.
/// The translator is a download of 40 MB, so only verbs that start kernels ask for it, and nothing needs it: without it the runtime translates at
/// every start.
/// </summary>
/// <param name="worker">The folder <c>worker</c> of a build.</param>
/// <param name="state">The state folder, where the translation is kept for later builds.</param>
internal sealed class QuickCompiler(string worker, string state)
{
    private static readonly string[] Files = ["Microsoft.CodeAnalysis.dll", "Microsoft.CodeAnalysis.CSharp.dll"];

    private string Mark => Path.Combine(worker, "quick-compiler");

    /// <summary>Makes the translation unless there is one, and puts it into the build. Never fails: it says what keeps it from being made.</summary>
    public async Task EnsureAsync(Action<string> say, CancellationToken cancellation)
    {
        if (TryApply())
            return;
        say("Preparing the C# compiler for quick starts (once, about a minute) …");
        var temporary = Directory.CreateTempSubdirectory("biodl-compiler-");
        try
        {
            await MakeAsync(temporary.FullName, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            say($"Note: that could not be stored ({fault.Message}).");
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
        if (!TryApply())
            say("Note: kernels will take a second or two longer to run their first cell, because the translator could not be fetched. Everything else works.");
    }

    /// <summary>Puts a translation that is there into the build.</summary>
    /// <returns>Whether the build has it now.</returns>
    public bool TryApply()
    {
        try
        {
            if (File.Exists(Mark))
                return true;
            var folder = Folder();
            if (!Directory.Exists(folder))
                return false;
            foreach (var file in Files)
            {
                // A kernel that runs goes on with the file that it has open.
                var copy = Path.Combine(worker, $"{file}.{Guid.NewGuid():N}.tmp");
                File.Copy(Path.Combine(folder, file), copy);
                File.Move(copy, Path.Combine(worker, file), overwrite: true);
            }
            File.WriteAllText(Mark, "");
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Somebody else does the same, or on Windows a kernel has the file open: the next start tries again.
            return false;
        }
    }

    private async Task MakeAsync(string temporary, CancellationToken cancellation)
    {
        var project = Path.Combine(temporary, "compiler.csproj");
        await File.WriteAllTextAsync(project, Project(), cancellation).ConfigureAwait(false);
        var options = new ChildOptions
        {
            Program = DotNet.Program,
            Arguments = ["publish", project, .. DotNet.BuildArguments, "-o", Path.Combine(temporary, "out")],
            Folder = temporary,
            Environment = DotNet.Environment,
        };
        var code = await Child.RunAsync(options, _ => { }, cancellation).ConfigureAwait(false);
        if (code != 0)
            return;
        var unfinished = Directory.CreateDirectory($"{Folder()}.{Guid.NewGuid():N}.tmp").FullName;
        foreach (var file in Files)
            File.Copy(Path.Combine(temporary, "out", file), Path.Combine(unfinished, file));
        if (!Directory.Exists(Folder()))
            Directory.Move(unfinished, Folder());
    }

    /// <summary>The SDK translates what a published program refers to.</summary>
    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
            <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
            <SelfContained>false</SelfContained>
            <PublishReadyToRun>true</PublishReadyToRun>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(Files.Select(file => $"<Reference Include=\"{System.Security.SecurityElement.Escape(Path.Combine(worker, file))}\" />"))}
          </ItemGroup>
        </Project>
        """;

    /// <summary>Named after what is translated, and for which system.</summary>
    private string Folder()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
            hash.AppendData(File.ReadAllBytes(Path.Combine(worker, file)));
        return Path.Combine(state, $"compiler-{RuntimeInformation.RuntimeIdentifier}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}");
    }
}
