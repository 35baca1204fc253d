using System.CommandLine;
using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Learning;
using BioDL.Models;

namespace BioDL.Cli.Pretrained;

/// <summary>Models as the command line names them.</summary>
internal static class ModelNames
{
    public const string Accepted = "A name (unet-nuclei-small, unet2d-nuclei-broad …), or the path of a model's folder, zip file or description (.yaml).";

    public static Argument<string> Argument(string description = Accepted) => new("model") { Description = description };

    public static Option<string?> Format() => new("--format")
    {
        HelpName = "version",
        Description = "Which description, where a model has several: 0.5, 0.4.9 … (the newest).",
    };

    /// <summary>Opens a model whose files are needed.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    /// <exception cref="ProblemException">It cannot be used.</exception>
    public static ZooModel Open(string model, string? format = null)
    {
        if (IsKnown(model))
            return Plainly(() => Zoo.Open(model, format));
        throw FindPublished(model) is { } entry
            ? new ProblemException(
                $"Of {entry.Nickname ?? entry.Id} ({entry.Description.Name}) only the description is here, not the weights. Download its package (a zip file) from the zoo's page of it, "
                + $"and name that file instead. 'biodl zoo show {model}' shows what its authors say.")
            : Unknown(model);
    }

    /// <summary>Opens a model of which the description is enough: also those of the zoo's snapshot.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    /// <exception cref="ProblemException">It cannot be used.</exception>
    public static DescribedModel Describe(string model, string? format = null)
    {
        if (IsKnown(model))
            return DescribedModel.Of(model, Plainly(() => Zoo.Open(model, format)));
        return FindPublished(model) is { } entry ? DescribedModel.Of(entry) : throw Unknown(model);
    }

    /// <summary>Does work with a model; what the library says is wrong becomes the message of the command.</summary>
    /// <exception cref="ProblemException">Something is wrong with the model, its files or the images.</exception>
    public static T Plainly<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is DatasetException or PackageException or DescriptionException or OnnxException or ImageFormatException or ArgumentException
            or IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(CommandWords.Of(fault.Message), fault);
        }
    }

    private static bool IsKnown(string model) => Zoo.Known.Contains(model, StringComparer.Ordinal) || File.Exists(model) || Directory.Exists(model);

    private static ZooEntry? FindPublished(string model) => LooksLikePath(model) ? null
        : ZooCollection.AtHand().Entries.FirstOrDefault(entry => !entry.Ships && (entry.Id == model || entry.Nickname == model));

    private static bool LooksLikePath(string model) => Path.HasExtension(model) && !model.Contains("zenodo", StringComparison.Ordinal) || model.StartsWith('.') || Path.IsPathRooted(model);

    private static UsageException Unknown(string model)
    {
        if (LooksLikePath(model))
            return new UsageException($"There is no file or folder {Path.GetFullPath(model)}. Expected a model's folder, zip file or description (.yaml), or one of: {string.Join(", ", Zoo.Known)}.");
        var collection = ZooCollection.AtHand();
        var names = Zoo.Known.Concat(collection.Entries.Select(entry => entry.Nickname ?? entry.Id));
        var nearest = Spelling.Nearest(model, names) is { } known ? $" Did you mean {known}?" : "";
        var snapshot = collection.WhyIncomplete is null
            ? "'biodl zoo search' finds those of the zoo's snapshot, of which only the descriptions are here"
            : "The snapshot of the zoo is not here; 'biodl fetch zoo-collection' brings the descriptions of 44 more (0.6 MB)";
        return new UsageException($"There is no model named '{model}', and no file or folder of that name.{nearest} Models with their weights are: {string.Join(", ", Zoo.Known)}. {snapshot}.");
    }
}
