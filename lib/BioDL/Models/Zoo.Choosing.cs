namespace BioDL.Models;

public static partial class Zoo
{
    /// <summary>The checklist over all published models of the snapshot; over those that ship, where the snapshot is missing.</summary>
    public static CollectionChecklist ChecklistOfAll() => ChecklistOfAll(ZooCollection.Open());

    /// <summary>The checklist over the published models of a collection.</summary>
    /// <param name="collection">The models; those that ship are left out where there are others.</param>
    public static CollectionChecklist ChecklistOfAll(ZooCollection collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var entries = collection.Entries.Where(entry => collection.WhyIncomplete is not null || !entry.Ships);
        return new CollectionChecklist([.. entries.Select(entry => Of(entry, collection))], collection.WhyIncomplete);
    }

    private static Checklist Of(ZooEntry entry, ZooCollection collection) => entry.Ships
        ? Open(entry.Id).Checklist()
        : new Checklist(entry.Nickname ?? entry.Id, ChecklistRules.Judge(new ChecklistSubject(entry.Description, null, entry.Test, collection.DataSets)));
}
