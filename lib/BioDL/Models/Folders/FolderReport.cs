using System.Collections;
using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>What became of the images of a folder: <c>model.PredictFolder("images", "results")</c>.</summary>
public sealed class FolderReport : IReadOnlyList<FolderEntry>, IDisplayable
{
    private readonly IReadOnlyList<FolderEntry> entries;

    internal FolderReport(string model, string folder, IReadOnlyList<FolderEntry> entries) => (Model, Folder, this.entries) = (model, folder, entries);

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>Where the results lie.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <summary>Images that could not be read or predicted.</summary>
    public IReadOnlyList<FolderEntry> Failed => Of(FolderOutcome.Failed);

    /// <inheritdoc/>
    public FolderEntry this[int index] => entries[index];

    /// <inheritdoc/>
    public IEnumerator<FolderEntry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers, and what failed.</summary>
    public override string ToString() => Summary + string.Concat(Failed.Select(entry => $"\n{entry.Image}: {entry.Note}"));

    /// <summary>The images as a table, those that failed first.</summary>
    public MimeBundle ToMimeBundle() => Table.Of(entries.OrderByDescending(entry => entry.Outcome == FolderOutcome.Failed),
        ("Image", entry => entry.Image), ("Outcome", entry => entry.Outcome), ("Note", entry => entry.Note)).Titled(Summary).ToMimeBundle();

    private string Summary =>
        $"{Model}, results in {Folder}: {Of(FolderOutcome.Done).Length} predicted, {Of(FolderOutcome.Kept).Length} kept from before, {Failed.Count} failed";

    private FolderEntry[] Of(FolderOutcome outcome) => [.. entries.Where(entry => entry.Outcome == outcome)];
}
