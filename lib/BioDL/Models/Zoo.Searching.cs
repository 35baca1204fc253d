namespace BioDL.Models;

public static partial class Zoo
{
    /// <summary>
    /// Searches the models that ship and the snapshot of the Bioimage Model Zoo: <c>Zoo.Search("nuclei fluorescence", new() { RunsHere = true })</c>. Models with more of the
    /// words come first; among equals those with the words in name and tags, then those that run here, passed their test and name their training data.
    /// </summary>
    /// <param name="words">Words; endings do not matter. Without any, all models are listed.</param>
    /// <param name="filter">What a model must have.</param>
    public static ZooSearchResult Search(string words, ZooFilter? filter = null) => Search(ZooCollection.Open(), words, filter);

    /// <summary>Searches a collection that was opened before.</summary>
    /// <param name="collection">The models.</param>
    /// <param name="words">Words; endings do not matter.</param>
    /// <param name="filter">What a model must have.</param>
    public static ZooSearchResult Search(ZooCollection collection, string words, ZooFilter? filter = null)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(words);
        string[] stems = [.. SearchWords.Stems(words)];
        var hits = collection.Entries.Where(entry => filter?.Admits(entry) != false).Select(entry => ZooHit.Of(entry, stems)).OfType<ZooHit>()
            .OrderByDescending(hit => hit.Words).ThenByDescending(hit => hit.Score).ThenBy(hit => hit.Entry.Id, StringComparer.Ordinal);
        return new ZooSearchResult(words, [.. hits], collection);
    }
}
