namespace BioDL.Models;

public sealed partial record ModelDescription
{
    /// <summary>This description in format 0.5.4, with what had to be filled in and what that format cannot say.</summary>
    public ModelUpgrade Upgrade() => ModelUpgrade.Of(this);

    /// <summary>This description as YAML of format 0.5.4; see <see cref="Upgrade"/> for what changes on the way.</summary>
    public string ToYaml() => Upgrade().ToYaml();
}
