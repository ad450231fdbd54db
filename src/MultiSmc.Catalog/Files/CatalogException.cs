namespace MultiSmc.Catalog;

/// <summary>A file of the catalog, or what is to go into it, that cannot be used: says where, what is wrong and what to do.</summary>
public sealed class CatalogException : Exception
{
    /// <summary>An exception without a place.</summary>
    public CatalogException()
        : this("the catalog cannot be used")
    {
    }

    /// <param name="message">What is wrong.</param>
    public CatalogException(string message)
        : base(message) => (Path, What, WhatToDo) = ("", message, "");

    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What led to it.</param>
    public CatalogException(string message, Exception? innerException)
        : base(message, innerException) => (Path, What, WhatToDo) = ("", message, "");

    /// <param name="path">The file.</param>
    /// <param name="what">What is wrong, without a full stop.</param>
    /// <param name="whatToDo">What the user can do: a whole sentence.</param>
    /// <param name="innerException">What led to it.</param>
    public CatalogException(string path, string what, string whatToDo, Exception? innerException = null)
        : base($"{path}: {what}. {whatToDo}", innerException) => (Path, What, WhatToDo) = (path, what, whatToDo);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>What the user can do.</summary>
    public string WhatToDo { get; }
}
