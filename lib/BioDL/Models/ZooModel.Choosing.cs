using System.Text;

namespace BioDL.Models;

public sealed partial class ZooModel
{
    private const long LongestDocumentation = 1_000_000;

    /// <summary>The text of the documentation; null when it does not come with the model.</summary>
    public string? Documentation => Description.Documentation is { } file && Package.Holds(file) ? Encoding.UTF8.GetString(Package.Read(file, LongestDocumentation)) : null;

    /// <summary>The questions to ask of a model before it is used, answered from what its authors published.</summary>
    public Checklist Checklist()
    {
        var collection = ZooCollection.AtHand();
        var listed = collection.Entries.FirstOrDefault(entry => entry.Id == Description.Id && !entry.Ships);
        var known = collection.WhyIncomplete is null || IsOwn(collection) ? collection.DataSets : null;
        return new Checklist(Name, ChecklistRules.Judge(new ChecklistSubject(Description, Documentation, listed?.Test, known, Package.ChangedFiles())));
    }

    private bool IsOwn(ZooCollection collection) => Description.TrainingData?.Id is { } id && collection.DataSets.Contains(id, StringComparer.Ordinal);
}
