using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>What a search found, the best first. As the last line of a cell it shows as a table of at most twelve rows.</summary>
public sealed class ZooSearchResult : IDisplayable
{
    private const int Rows = 12;

    private readonly string query;
    private readonly ZooCollection collection;

    internal ZooSearchResult(string query, IReadOnlyList<ZooHit> hits, ZooCollection collection) => (this.query, Hits, this.collection) = (query, hits, collection);

    /// <summary>The models, the best first.</summary>
    public IReadOnlyList<ZooHit> Hits { get; }

    /// <inheritdoc/>
    public override string ToString() => Hits.Count == 0 ? Heading : ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => Hits.Count == 0 ? MimeBundle.OfText(Heading) : ToTable().ToMimeBundle();

    private string Heading => (Hits.Count, collection.WhyIncomplete) switch
    {
        (0, null) => $"None of {collection.Entries.Count} models has '{query}' in its name, tags, sentence or training data, or passes the filter. Try fewer or other words.",
        (0, { } why) => $"None of the {collection.Entries.Count} models that ship has '{query}'. {why}",
        (var count, null) => $"{query}: {count} of {collection.Entries.Count} models{(count > Rows ? $", the first {Rows}" : "")}",
        (var count, { } why) => $"{query}: {count} of the {collection.Entries.Count} models that ship. {why}",
    };

    private Table ToTable() => Table.Of(
        Hits.Take(Rows),
        ("Model", hit => hit.Entry.Nickname ?? hit.Entry.Id), ("Name", hit => hit.Entry.Description.Name), ("Axes", hit => hit.Entry.Axes),
        ("Licence", hit => hit.Entry.Description.License), ("Downloads", hit => hit.Entry.Downloads), ("Why", hit => string.Join("; ", hit.Reasons))).Titled(Heading);
}
