namespace BioDL.Hosting;

/// <summary>A value that knows how it is shown in a notebook.</summary>
public interface IDisplayable
{
    /// <summary>The value's representations, always with a plain-text one.</summary>
    MimeBundle ToMimeBundle();
}
