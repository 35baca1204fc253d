using System.CommandLine;
using BioDL.Cli.Pretrained;
using BioDL.Models;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo package</c>: writes a model as one zip file, described in format 0.5, with a checksum for every file.</summary>
internal sealed class ZooPackageVerb(Surroundings surroundings)
{
    private readonly Argument<string> model = ModelNames.Argument();
    private readonly Option<string> output = new("--out") { HelpName = "file.zip", Required = true, Description = "The file to write." };
    private readonly Option<bool> upgrade = new("--upgrade") { Description = $"Bring an older description to format {ModelUpgrade.Format}; what that changes is said." };
    private readonly Option<bool> drop = new("--drop-missing") { Description = "Leave files out that the description names and the model lacks: pictures, examples, weights for other programs." };
    private readonly Option<bool> force = new("--force") { Description = "Replace the file if it is there." };
    private readonly Option<string?> format = ModelNames.Format();

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new ZooPackageVerb(surroundings);
        var command = new Command("package", "Write a model as one zip file, with checksums.") { verb.model, verb.output, verb.upgrade, verb.drop, verb.force, verb.format };
        verb.model.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(() => verb.Invoke(parsed, cancellation), cancellation));
        return command;
    }

    private int Invoke(ParseResult parsed, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(parsed.GetValue(output)!);
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--out was given '{parsed.GetValue(output)}'. A package is a zip file: name one that ends in .zip.");
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder. Name a zip file that is not there yet.");
        if (File.Exists(path) && !parsed.GetValue(force))
            throw new UsageException($"{path} is there already and was left as it is. Name another file, or add --force to replace it.");
        ModelUpgrade? written = null;
        ZooModel? opened = null;
        IReadOnlyList<string> missing = [];
        Screen.Show(
            () =>
            {
                opened = ModelNames.Open(parsed.GetValue(model)!, parsed.GetValue(format));
                RequireFormat(opened, parsed.GetValue(upgrade));
                missing = MissingFiles.Of(opened.Package);
                if (missing.Count > 0 && !parsed.GetValue(drop))
                    throw new ProblemException($"The description of {opened.Name} names files that are not with it: {string.Join(", ", missing)}. Add them, or add --drop-missing to leave them out of the package and of its description.");
                written = ModelNames.Plainly(() => Write(opened, path));
            },
            cancellation);
        Show(opened!, written!, path);
        foreach (var file in missing)
            Screen.Line($"  left out: {file}");
        return ExitCode.Success;
    }

    private static void RequireFormat(ZooModel model, bool isUpgraded)
    {
        if (!isUpgraded && !model.Description.FormatVersion.StartsWith("0.5", StringComparison.Ordinal))
            throw new UsageException(
                $"The description of {model.Name} is in format {model.Description.FormatVersion}, packages are written in {ModelUpgrade.Format}. Add --upgrade to bring it there; what changes is then said.");
    }

    private static ModelUpgrade Write(ZooModel model, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (description, files) = MissingFiles.Drop(model.Package);
        var upgrade = ModelPackage.Write(path, description, files);
        var again = ModelPackage.Open(path);
        return again.ChangedFiles() is [] ? upgrade : throw new ProblemException($"{path} was written, but read again its files are not those described. Is the disk damaged? Write it anew, to another disk.");
    }

    private void Show(ZooModel model, ModelUpgrade written, string path)
    {
        var package = ModelPackage.Open(path);
        Screen.Line($"{path}: {model.Description.Name}, {package.Files.Count} files, {FetchVerb.Megabytes(new FileInfo(path).Length)}, format {package.Description.FormatVersion}; read again, every checksum is right", Tone.Good);
        foreach (var file in package.Files)
            Screen.Line($"  {file}", Tone.Quiet);
        if (model.Description.FormatVersion == written.Description.FormatVersion && written.Notes.Count == 0)
            return;
        Screen.Line($"From format {model.Description.FormatVersion} to {written.Description.FormatVersion}: {(written.Notes.Count == 0 ? "all that was said could be said, and nothing had to be filled in." : "")}".TrimEnd());
        foreach (var note in written.Notes)
        {
            foreach (var line in Wrapping.Lines("  - ", note))
                Screen.Line(line);
        }
    }
}
