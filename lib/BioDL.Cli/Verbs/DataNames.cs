using System.CommandLine;
using BioDL.Data;
using BioDL.Hosting;

namespace BioDL.Cli.Verbs;

/// <summary>Names of data sets and models on the command line.</summary>
internal static class DataNames
{
    public static Argument<string[]> Argument(string description) => new("id") { Description = description, Arity = ArgumentArity.ZeroOrMore };

    /// <exception cref="UsageException">There is no set or model of that name.</exception>
    public static IReadOnlyList<DatasetManifest> Resolve(IReadOnlyList<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Select(Resolve)];

    public static IReadOnlyList<DatasetManifest> All() => Resolve(DatasetManifest.Known);

    private static DatasetManifest Resolve(string id)
    {
        if (DatasetManifest.Known.Contains(id, StringComparer.Ordinal))
            return DatasetManifest.Of(id);
        var nearest = Spelling.Nearest(id, DatasetManifest.Known) is { } known ? $" Did you mean {known}?" : "";
        throw new UsageException($"There is no data set or model named '{id}'.{nearest} 'biodl fetch --list' shows them.");
    }
}
